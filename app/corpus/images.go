package corpus

import (
	"maps"
	"path"
	"strings"
)

// Images are the images of the content tree. From one [Corpus] to the next they are the same pointer as long as no image changes.
type Images struct {
	files map[string]*file
	Data  map[string][]byte
}

// currentImages returns the images that were read.
func (r *Reader) currentImages() *Images {
	if r.lastImages == nil || !maps.Equal(r.lastImages.files, r.images.files) {
		r.lastImages = &Images{maps.Clone(r.images.files), make(map[string][]byte, len(r.images.files))}
		for p, f := range r.images.files {
			r.lastImages.Data[p] = f.data
		}
	}
	return r.lastImages
}

// imageTypes are the images that pages may show.
var imageTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
}

// ImageType returns the media type of an image by its name, and "" if it is none.
func ImageType(p string) string { return imageTypes[strings.ToLower(path.Ext(p))] }

func isImage(p string) bool { return ImageType(p) != "" }
